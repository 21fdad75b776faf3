"""Mail to send: rows written in the transaction, sent by the worker."""
