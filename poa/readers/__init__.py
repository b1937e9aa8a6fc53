"""Files in, raw text and facts out: one module per format, no judgement."""
