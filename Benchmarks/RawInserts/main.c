/* The floor that taking rows in is measured by: raw-inserts FILE ROWS ROWS_PER_COMMIT

   Prints the seconds spent in SQLite; making the rows is not counted. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ProductRows.h"

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **words) {
  if (count != 4) return fprintf(stderr, "usage: raw-inserts FILE ROWS ROWS_PER_COMMIT\n"), 2;
  const int64_t rows = atoll(words[2]), batch = atoll(words[3]);
  if (rows < 1 || batch < 1) return 2;
  raw_inserts *inserts = raw_inserts_open(words[1]);
  product_value *values = calloc((size_t)(batch * product_columns), sizeof *values);
  char *room = malloc((size_t)(batch * product_row_bytes));
  if (!inserts || !values || !room) return 1;
  double seconds = 0;
  for (int64_t first = 0; first < rows; first += batch) {
    const int64_t here = rows - first < batch ? rows - first : batch;
    for (int64_t i = 0; i < here; i++) {
      product_row(first + i, values + i * product_columns, room + i * product_row_bytes);
    }
    const double start = now();
    if (raw_inserts_take(inserts, values, here)) return 1;
    seconds += now() - start;
  }
  const double start = now();
  raw_inserts_close(inserts);
  seconds += now() - start;
  printf("%.6f\n", seconds);
  return 0;
}
