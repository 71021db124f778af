"""The cast: who is who in every test, with their relations."""

from dataclasses import dataclass, field, replace

from betterjournal import clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import consent, passwords, people, sessions
from betterjournal.accounts.models import Care, Client, Person, Practice, Supervision

ZONE = "America/Edmonton"
PASSPHRASE = "a lantern for the long road"


@dataclass
class Cast:
    """Alma has Ben in her care, Cora has Dan, Eve owns the practice and sees no client, Sol supervises Alma for Ben."""

    alma: Actor = field(init=False)
    ben: Actor = field(init=False)
    cora: Actor = field(init=False)
    dan: Actor = field(init=False)
    eve: Actor = field(init=False)
    sol: Actor = field(init=False)
    tokens: dict[str, str] = field(default_factory=dict)

    @classmethod
    def gather(cls, window: str = "previous_working_day") -> "Cast":
        """The practice with everybody in it, each signed in."""
        cast = cls()
        with database.writing() as session:
            session.add(
                Practice(
                    name="Rundle Psychology",
                    province="AB",
                    time_zone=ZONE,
                    first_language="en",
                    phone="403-555-0134",
                    reading_window=window,
                    created_at=clock.now(),
                )
            )
            cast.alma = cast._staff(session, "Alma Reyes", is_clinician=True)
            cast.cora = cast._staff(session, "Cora Singh", is_clinician=True)
            cast.eve = cast._staff(session, "Eve Tran", is_owner=True)
            cast.sol = cast._staff(session, "Sol Berg", is_supervisor=True)
            cast.ben = cast._client(session, "Ben Okafor", cast.alma)
            cast.dan = cast._client(session, "Dan Li", cast.cora)
            session.add(
                Supervision(
                    supervisor_id=cast.sol.person_id,
                    supervisee_id=cast.alma.person_id,
                    client_id=cast.ben.client_id,
                    told_at=clock.now(),
                    from_at=clock.now(),
                )
            )
        for name in ("alma", "ben", "cora", "dan", "eve", "sol"):
            actor = sessions.resolve(cast.tokens[name], act=False)
            setattr(cast, name, actor)
        return cast

    def everybody(self) -> dict[str, Actor]:
        """By first name, small letters."""
        names = ("alma", "ben", "cora", "dan", "eve", "sol")
        return {name: getattr(self, name) for name in names}

    def half(self, name: str) -> Actor:
        """The same person before the second factor."""
        return replace(getattr(self, name), second_factor_needed=True)

    def _staff(self, session: database.Session, name: str, **roles: bool) -> Actor:
        return self._enter(session, self._person(name, **roles))

    def _client(self, session: database.Session, name: str, clinician: Actor) -> Actor:
        person = self._person(name)
        actor = self._enter(session, person)
        client = Client(person_id=person.id, language="en", created_at=clock.now())
        vault.put(client, "name", name, vault.PRACTICE, "practice")
        session.add(client)
        session.flush()
        session.add_all(consent.given(client.id, "en", clock.day_begins(clock.now(), ZONE)))
        session.add(Care(client_id=client.id, person_id=clinician.person_id, from_at=clock.now()))
        return replace(actor, client_id=client.id)

    def _person(self, name: str, **roles: bool) -> Person:
        address = f"{name.split()[0].lower()}@demo.test"
        return people.new(name, address, "en", passwords.hashed(PASSPHRASE), **roles)

    def _enter(self, session: database.Session, person: Person) -> Actor:
        session.add(person)
        session.flush()
        name = vault.get(person, "name")
        self.tokens[name.split()[0].lower()] = sessions.begin(session, person, passed_factor=True).token
        return Actor(person.id, name, "")
