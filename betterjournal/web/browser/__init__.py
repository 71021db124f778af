"""The few scripts Python cannot be, each beside the component that wraps it."""
