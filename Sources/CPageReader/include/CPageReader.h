#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads pages of the API, {"num_results", "objects", "page", "total_pages"}, row by row; a bare array
   of rows is the only page of an API that lists them so. */
typedef struct page_reader page_reader;

/* How a value came. */
typedef enum {
  page_absent, /* the row has no such member */
  page_null,
  page_bool,    /* integer is 0 or 1 */
  page_integer, /* integer */
  page_real,    /* real */
  page_text,    /* text, UTF-8, unescaped */
  page_json     /* text, one valid JSON value without white space */
} page_kind;

/* One value; its text is valid until the reader reads another page. */
typedef struct {
  page_kind kind;
  size_t length;
  int64_t integer;
  double real;
  const char *text;
} page_value;

/* What the reader does with a member of that name. */
typedef enum {
  page_column_plain,
  page_column_real,     /* whole numbers beyond 64 bits are read as real */
  page_column_document, /* scalars but numbers and null come as JSON */
  page_column_unheld    /* dropped, wherever it stands in a row */
} page_column_use;

typedef struct {
  const char *name;
  size_t length;
  page_column_use use;
} page_column;

/* One row, valid until the sink returns; its extra, like the texts of its values, until the reader reads
   another page. A row with a fault carries its raw text instead of values it could not read. */
typedef struct {
  const page_value *values; /* one for each column, in the order they were registered */
  const char *extra;        /* a JSON object of the scalars that no column names, or null */
  size_t extra_length;
  const char *fault; /* why the row cannot be used, or null */
  const char *raw;   /* with a fault: the row's text without what would be dropped */
  size_t raw_length;
} page_row;

typedef struct {
  int64_t num_results;
  int64_t page;
  int64_t total_pages;
} page_envelope;

/* What a page is. */
typedef enum {
  page_envelope_shape, /* an object with counts and rows */
  page_list_shape      /* all rows as a bare array */
} page_shape;

typedef enum {
  page_done,
  page_stopped,     /* the sink asked for it */
  page_too_large,   /* more than page_reader_limit bytes */
  page_malformed,   /* not JSON, cut off, or nested without end */
  page_no_envelope, /* JSON, but no page */
  page_no_memory
} page_outcome;

/* Takes a row; anything but 0 stops the reading. */
typedef int (*page_row_sink)(void *context, const page_row *row);

/* The longest page that is read, in bytes. */
extern const size_t page_reader_limit;

/* Null when there is no memory. */
page_reader *page_reader_make(void);
void page_reader_free(page_reader *reader);

/* Registers the columns of the rows to come; columns that are not held stand last. */
page_outcome page_reader_columns(page_reader *reader, const page_column *columns, size_t count);

/* Reads a page. Rows reach the sink as they come, so an error may follow after some of them. */
page_outcome page_reader_read(page_reader *reader, page_shape shape, const uint8_t *bytes,
                              size_t length, page_row_sink sink, void *context, page_envelope *envelope);

/* What the last outcome but page_done was about; valid until the next call. */
const char *page_reader_message(const page_reader *reader);

#ifdef __cplusplus
}
#endif
