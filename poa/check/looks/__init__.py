"""What rules look for by code: one module per family, each giving hits."""
