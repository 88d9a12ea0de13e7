"""How charts are made: rows to a drawing, a drawing to SVG; one form of chart a file."""
