"""What a user would write: the whole table, page by page, into SQLite, a commit a page."""

import sqlite3
import sys

import requests

url, path, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
session, database, page = requests.Session(), sqlite3.connect(path), 1
database.execute("PRAGMA journal_mode = WAL")
while True:
    answer = session.get("%s/v1/products?results_per_page=%d&page=%d" % (url, size, page)).json()
    rows = answer["objects"]
    if rows and page == 1:
        columns = list(rows[0])
        database.execute("CREATE TABLE products(%s PRIMARY KEY, %s)" % (columns[0], ", ".join(columns[1:])))
    database.executemany("INSERT OR REPLACE INTO products VALUES (%s)" % ", ".join("?" * len(columns)),
                         [[row[name] for name in columns] for row in rows])
    database.commit()
    if page >= answer["total_pages"]:
        break
    page += 1
