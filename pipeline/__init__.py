"""The core: records, measures and rules. Imports no model and no Prefect."""
