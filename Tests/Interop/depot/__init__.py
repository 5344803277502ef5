"""The depot beside the real Flask-Restless: the same questions on the same rows."""
