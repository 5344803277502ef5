#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rows like those of the table `products`, made from their number alone: the same row is the same
   everywhere, as JSON for whoever reads pages and as values for whoever inserts them raw. */

enum { product_columns = 31, product_row_bytes = 1536 };

typedef enum { product_null, product_integer, product_boolean, product_real, product_text } product_kind;

typedef struct {
  product_kind kind;
  int64_t integer; /* of a real: millionths */
  size_t length;
  const char *text;
} product_value;

typedef struct {
  const char *name;
  const char *type; /* as the replica declares it */
  int is_held;      /* a replica leaves sensitive columns out */
} product_column;

extern const product_column product_catalog[product_columns];

/* The key of a row: 15 digits, ascending with the number, the last one a check digit. */
int64_t product_key(int64_t number);

/* The number of the first row whose key is not below this one. */
int64_t product_number(int64_t key);

/* Makes a row; texts lie in `room`, which has product_row_bytes. */
void product_row(int64_t number, product_value *values, char *room);

/* Writes a row as one JSON object; returns its length, at most product_row_bytes. */
size_t product_json(int64_t number, char *out);

/* Writes a page of the API with these rows, `total` in all; returns its length. `out` has
   product_row_bytes for each row and 256 more. */
size_t product_page(int64_t first, int64_t count, int64_t total, char *out);

/* ---- The floor: a prepared statement, values bound from memory, nothing else ---- */

typedef struct raw_inserts raw_inserts;

/* Makes a database with the table as a replica declares it, but without triggers and secondary indexes.
   Null, with the reason on standard error, when that fails. */
raw_inserts *raw_inserts_open(const char *path);

/* Inserts rows in one transaction; 0, or -1 with the reason on standard error. */
int raw_inserts_take(raw_inserts *inserts, const product_value *values, int64_t rows);

void raw_inserts_close(raw_inserts *inserts);

#ifdef __cplusplus
}
#endif
