"""What was done, drawn: SVG figures, and the page, sheet or terminal that shows them."""
