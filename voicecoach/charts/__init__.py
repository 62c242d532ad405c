"""Charts of the history: SVG figures, and the page, sheet or terminal that shows them."""
