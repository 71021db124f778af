"""How an assignment stands for its client. Pure."""

OPEN, FINISHED = ("new", "begun", "part"), ("whole", "another_way", "not_this_time")


def state(shared_kinds: list[str], has_draft: bool) -> str:
    """The latest honest end the client chose, else begun or new. `shared_kinds`: newest first, none taken back."""
    if shared_kinds:
        return shared_kinds[0]
    return "begun" if has_draft else "new"


def is_open(name: str, *, repeats: bool, decided: bool) -> bool:
    """Whether the work is still to do: part counts and stays open; a repeating one does until decided."""
    return not decided and (name in OPEN or repeats)
