"""How charts are made: rows to a drawing, a drawing to Vega-Lite; one form of chart a file."""
