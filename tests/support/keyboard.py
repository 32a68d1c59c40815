"""Walking through a page by keyboard alone, as somebody without a mouse does."""

#: Name of what has the focus: its label, else its own text.
_HELD = r"""() => {
    const held = document.activeElement;
    const label = held.labels && held.labels[0];
    const name = held.ariaLabel || (label || held).textContent || "";
    return name.replace(/\s+/g, " ").trim().replace(" :", ":");
}"""


def press_to(page, name, most=120):
    """Press Tab until the thing of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(_HELD).startswith(name):
            return
    raise AssertionError(f"Tab never reaches: {name}")


def enter(page, name, most=120):
    """Go to a link or a button of this name and follow it."""
    press_to(page, name, most)
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")


def tick(page, name):
    """Go to a box of this name and tick it."""
    press_to(page, name)
    page.keyboard.press("Space")


def choose(page, name, option):
    """Go to a list of this name and choose by typing the beginning of an option."""
    press_to(page, name)
    page.keyboard.type(option)
