// Draws elements in the place of the framework's style engine, of which these pages use nothing.
// What Python gives as `style` arrives here as `css`, and is set as the element's own style.
import { createElement } from "react";

export function jsx(type, props, ...children) {
  if (!props?.css) return createElement(type, props, ...children);
  const { css, style, ...rest } = props;
  return createElement(type, { ...rest, style: { ...css, ...style } }, ...children);
}
