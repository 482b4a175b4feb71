"""The warehouse in SQL: schema, staging, marts and checks."""
