#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ProductRows.h"

struct raw_inserts {
  sqlite3 *db;
  sqlite3_stmt *begin, *insert, *commit;
};

static int failed(sqlite3 *db, const char *what) {
  fprintf(stderr, "raw inserts: %s: %s\n", what, sqlite3_errmsg(db));
  return -1;
}

static void make_statements(char *table, char *insert) {
  strcpy(table, "CREATE TABLE products(");
  strcpy(insert, "INSERT INTO products VALUES (");
  for (int i = 0; i < product_columns; i++) {
    if (!product_catalog[i].is_held) continue;
    sprintf(table + strlen(table), "\"%s\" %s, ", product_catalog[i].name, product_catalog[i].type);
    strcat(insert, "?, ");
  }
  strcat(table, "sync_extra TEXT)");
  strcat(insert, "NULL)");
}

static int prepare(raw_inserts *inserts, const char *insert) {
  const char *const texts[] = {"BEGIN IMMEDIATE", insert, "COMMIT"};
  sqlite3_stmt **const places[] = {&inserts->begin, &inserts->insert, &inserts->commit};
  for (int i = 0; i < 3; i++) {
    if (sqlite3_prepare_v2(inserts->db, texts[i], -1, places[i], NULL)) return -1;
  }
  return 0;
}

raw_inserts *raw_inserts_open(const char *path) {
  raw_inserts *inserts = calloc(1, sizeof *inserts);
  if (!inserts) return NULL;
  char table[4096], insert[1024];
  make_statements(table, insert);
  /* As a replica is: large pages, a write-ahead log, and no commit that a power cut could take back. */
  const char *settings =
      "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
  if (sqlite3_open(path, &inserts->db) || sqlite3_exec(inserts->db, settings, NULL, NULL, NULL) ||
      sqlite3_exec(inserts->db, table, NULL, NULL, NULL) || prepare(inserts, insert)) {
    failed(inserts->db, "opening");
    raw_inserts_close(inserts);
    return NULL;
  }
  return inserts;
}

static int bind(sqlite3_stmt *statement, int place, const product_value *value) {
  switch (value->kind) {
    case product_null: return sqlite3_bind_null(statement, place);
    case product_boolean:
    case product_integer: return sqlite3_bind_int64(statement, place, value->integer);
    case product_real: return sqlite3_bind_double(statement, place, (double)value->integer / 1e6);
    case product_text: break;
  }
  return sqlite3_bind_text(statement, place, value->text, (int)value->length, SQLITE_STATIC);
}

static int step(sqlite3_stmt *statement) {
  const int outcome = sqlite3_step(statement);
  sqlite3_reset(statement);
  return outcome == SQLITE_DONE ? 0 : -1;
}

int raw_inserts_take(raw_inserts *inserts, const product_value *values, int64_t rows) {
  if (step(inserts->begin)) return failed(inserts->db, "begin");
  for (int64_t row = 0; row < rows; row++, values += product_columns) {
    int place = 0;
    for (int i = 0; i < product_columns; i++) {
      if (product_catalog[i].is_held && bind(inserts->insert, ++place, &values[i])) {
        return failed(inserts->db, "bind");
      }
    }
    if (step(inserts->insert)) return failed(inserts->db, "insert");
  }
  return step(inserts->commit) ? failed(inserts->db, "commit") : 0;
}

void raw_inserts_close(raw_inserts *inserts) {
  if (!inserts) return;
  sqlite3_finalize(inserts->begin);
  sqlite3_finalize(inserts->insert);
  sqlite3_finalize(inserts->commit);
  sqlite3_close(inserts->db);
  free(inserts);
}
