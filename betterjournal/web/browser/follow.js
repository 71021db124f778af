// Moves a link's token out of the address at once: posts it, then replaces this page in the history.
import { createElement, useEffect } from "react";
import { useParams } from "react-router";

const ACTION = "/auth/link";

export function FollowLink({ kind, to, children, ...rest }) {
  const token = useParams().token ?? "";
  useEffect(() => {
    if (!token) return;
    const body = new URLSearchParams({ kind, token });
    fetch(ACTION, { method: "POST", body, redirect: "manual" })
      .then(() => location.replace(to))
      .catch(() => null); // With no network the button below stays, to try again.
  }, [token]);
  const hidden = (name, value) => createElement("input", { key: name, type: "hidden", name, value });
  const fields = [hidden("kind", kind), hidden("token", token)];
  return createElement("form", { method: "post", action: ACTION, ...rest }, fields, children);
}
