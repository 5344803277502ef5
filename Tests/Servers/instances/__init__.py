"""Servers of the test's own: private folders, free ports, ended with the test."""
