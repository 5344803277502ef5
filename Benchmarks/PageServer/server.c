/* A server of the products table whose rows are made before it answers: page-server ROWS PAGE [LOG]

   It answers what a first load asks (greeting, log-in, key ranges in both orders, counts, pages by
   number) with at most PAGE rows at once, and prints its port. What it was asked for goes to LOG, one
   request target a line, so that the same can be fetched again. It sends rows as they lie in memory:
   one system call a page. Nothing is packed; that would cost whoever is compared the same. */

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "ProductRows.h"

static int64_t rows;
static int64_t page_limit;
static char *table;   /* every row, each followed by a comma */
static size_t *places; /* where each row begins; one more for the end */
static FILE *record;

/* ---- What is asked ---- */

typedef struct {
  int64_t first, below; /* the rows that the filters leave, by number */
  int64_t size, page;
  int is_descending;
} question;

static void decode(char *text) {
  char *out = text;
  for (const char *at = text; *at; at++, out++) {
    unsigned code;
    if (*at == '%' && sscanf(at + 1, "%2x", &code) == 1) {
      *out = (char)code;
      at += 2;
    } else {
      *out = *at == '+' ? ' ' : *at;
    }
  }
  *out = '\0';
}

static int64_t number_after(const char *target, const char *name, int64_t otherwise) {
  const char *found = strstr(target, name);
  return found ? atoll(found + strlen(name)) : otherwise;
}

static void restrict_rows(question *asked, const char *comparison, int64_t key) {
  int64_t least = 0, below = rows;
  if (!strncmp(comparison, "ge", 2)) least = product_number(key);
  if (!strncmp(comparison, "gt", 2)) least = product_number(key + 1);
  if (!strncmp(comparison, "le", 2)) below = product_number(key + 1);
  if (!strncmp(comparison, "lt", 2)) below = product_number(key);
  if (!strncmp(comparison, "eq", 2)) least = product_number(key), below = product_number(key + 1);
  if (least > asked->first) asked->first = least;
  if (below < asked->below) asked->below = below;
}

static question read_question(char *target) {
  question asked = {0, rows, 10, 1, 0};
  asked.size = number_after(target, "results_per_page=", 10);
  if (asked.size < 1 || asked.size > page_limit) asked.size = page_limit;
  asked.page = number_after(target, "&page=", 1);
  decode(target);
  asked.is_descending = strstr(target, "\"direction\":\"desc\"") != NULL;
  static const char name[] = "{\"name\":\"product_imei\",\"op\":\"";
  int is_by_key = 0;
  for (const char *at = target; (at = strstr(at, name)); is_by_key = 1) {
    at += sizeof name - 1;
    const char *value = strstr(at, "\"val\":\"");
    if (!value) break;
    restrict_rows(&asked, at, atoll(value + 7));
  }
  /* Nothing is ever new here. */
  if (!is_by_key && strstr(target, "_at\"")) asked.below = 0;
  if (asked.below > rows) asked.below = rows;
  if (asked.first > asked.below) asked.first = asked.below;
  return asked;
}

/* ---- What is answered ---- */

static int send_all(int connection, struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t sent = writev(connection, parts, count);
    if (sent < 0) return -1;
    while (count > 0 && (size_t)sent >= parts->iov_len) {
      sent -= (ssize_t)parts->iov_len;
      parts++, count--;
    }
    if (count > 0) {
      parts->iov_base = (char *)parts->iov_base + sent;
      parts->iov_len -= (size_t)sent;
    }
  }
  return 0;
}

static int head(char *out, size_t length) {
  char date[40];
  struct tm parts;
  const time_t now = time(NULL);
  strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&now, &parts));
  return sprintf(out,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
                 "Date: %s\r\n\r\n",
                 length, date);
}

static int send_text(int connection, const char *body) {
  char lines[256];
  struct iovec parts[] = {{lines, (size_t)head(lines, strlen(body))},
                          {(char *)body, strlen(body)}};
  return send_all(connection, parts, 2);
}

/* The rows as they lie in memory, or turned round in a block that the caller frees. */
static struct iovec rows_between(int64_t first, int64_t count, int is_descending, char **block) {
  if (count == 0) return (struct iovec){NULL, 0};
  const size_t length = places[first + count] - places[first];
  *block = is_descending ? malloc(length) : NULL;
  if (!*block) return (struct iovec){table + places[first], length - 1};
  char *out = *block;
  for (int64_t row = first + count - 1; row >= first; row--) {
    const size_t size = places[row + 1] - places[row];
    memcpy(out, table + places[row], size);
    out += size;
  }
  return (struct iovec){*block, length - 1};
}

static int send_page(int connection, const question *asked) {
  const int64_t found = asked->below - asked->first;
  const int64_t skipped =
      asked->page > found / asked->size + 1 ? found : (asked->page - 1) * asked->size;
  const int64_t left = skipped < found ? found - skipped : 0;
  const int64_t count = left < asked->size ? left : asked->size;
  const int64_t first =
      asked->is_descending ? asked->below - skipped - count : asked->first + skipped;
  char lines[256], opening[96], closing[96];
  char *block = NULL;
  const int open = sprintf(opening, "{\"num_results\":%" PRId64 ",\"objects\":[", found);
  const int close = sprintf(closing, "],\"page\":%" PRId64 ",\"total_pages\":%" PRId64 "}",
                            asked->page, (found + asked->size - 1) / asked->size);
  const struct iovec body = rows_between(first, count, asked->is_descending, &block);
  const int lead = head(lines, body.iov_len + (size_t)(open + close));
  struct iovec parts[] = {{lines, (size_t)lead}, {opening, (size_t)open}, body,
                          {closing, (size_t)close}};
  const int outcome = send_all(connection, parts, 4);
  free(block);
  return outcome;
}

static const char log_in_answer[] =
    "{\"message\":{\"login_successful\":{\"API_token\":\"benchmark\",\"username\":\"bench\","
    "\"display_name\":\"Bench\",\"name\":\"Bench\",\"entity_id\":1,\"hub_id\":1,\"shop_id\":1,"
    "\"permissions\":\"TECHNICAL\",\"user_product_visibility\":\"all\",\"token_expiry\":\"\"}}}";

static int answer(int connection, char *method, char *target) {
  if (strstr(target, "/home")) return send_text(connection, "\"Welcome to the SMARTSolar API: "
                                                            "2026-01-01T00:00:00\"");
  if (!strcmp(method, "POST")) return send_text(connection, log_in_answer);
  if (record) fprintf(record, "%s\n", target);
  const question asked = read_question(target);
  return send_page(connection, &asked);
}

/* ---- One connection, one thread ---- */

static void *serve(void *argument) {
  const int connection = (int)(intptr_t)argument;
  char room[32768];
  size_t held = 0;
  for (;;) {
    room[held] = '\0';
    char *end = strstr(room, "\r\n\r\n");
    if (!end) {
      const ssize_t came = read(connection, room + held, sizeof room - 1 - held);
      if (came <= 0) break;
      held += (size_t)came;
      continue;
    }
    const char *length = strcasestr(room, "\r\nContent-Length:");
    const size_t body = length && length < end ? (size_t)atoll(length + 17) : 0;
    const size_t whole = (size_t)(end + 4 - room) + body;
    if (whole >= sizeof room) break;
    if (held < whole) {
      const ssize_t came = read(connection, room + held, whole - held);
      if (came <= 0) break;
      held += (size_t)came;
      continue;
    }
    char method[8], target[16384];
    if (sscanf(room, "%7s %16383s", method, target) != 2 || answer(connection, method, target)) break;
    memmove(room, room + whole, held - whole);
    held -= whole;
  }
  close(connection);
  return NULL;
}

static int make_table(void) {
  places = malloc((size_t)(rows + 1) * sizeof *places);
  size_t room = 0, used = 0;
  for (int64_t row = 0; places && row < rows; row++) {
    if (used + product_row_bytes > room) {
      room = room ? room * 2 : 1 << 24;
      char *larger = realloc(table, room);
      if (!larger) return -1;
      table = larger;
    }
    places[row] = used;
    used += product_json(row, table + used);
    table[used++] = ',';
  }
  if (places) places[rows] = used;
  return places ? 0 : -1;
}

int main(int count, char **words) {
  if (count < 3) return fprintf(stderr, "usage: page-server ROWS PAGE [LOG]\n"), 2;
  rows = atoll(words[1]);
  page_limit = atoll(words[2]);
  record = count > 3 ? fopen(words[3], "w") : NULL;
  if (record) setvbuf(record, NULL, _IOLBF, 1 << 16);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (rows < 1 || page_limit < 1 || make_table() || listener < 0 ||
      bind(listener, (struct sockaddr *)&address, size) || listen(listener, 64) ||
      getsockname(listener, (struct sockaddr *)&address, &size)) {
    return perror("page-server"), 1;
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    const int connection = accept(listener, NULL, NULL);
    if (connection < 0) continue;
    const int on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)connection)) close(connection);
    else pthread_detach(thread);
  }
}
