// The tab's title, in the language of the page and never with a name in it.
import { useEffect } from "react";

export function PageTitle({ text }) {
  useEffect(() => {
    document.title = text;
  }, [text]);
  return null;
}
