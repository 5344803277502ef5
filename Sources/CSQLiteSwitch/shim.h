#pragma once
#include <sqlite3.h>

// Swift cannot call variadic functions.

/* Lets a connection fire triggers or not; returns a result code of SQLite. */
static inline int sqlite_switch_triggers(sqlite3 *connection, int enabled) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled, (int *)0);
}
