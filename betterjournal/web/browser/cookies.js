// Says that nobody can sign in where the browser refuses cookies: the server would only ask again and again.
import { createElement as h, useEffect, useState } from "react";

export function Cookies({ words }) {
  const [refused, setRefused] = useState(false);
  useEffect(() => setRefused(!navigator.cookieEnabled), []);
  return h("div", { role: "alert", className: "empty:hidden" }, refused && h("p", { className: "error" }, words));
}
