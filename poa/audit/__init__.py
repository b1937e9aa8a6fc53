"""What the seller's own messages show: rules for messages, the engine, the reports."""
