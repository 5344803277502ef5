#include "ProductRows.h"

#include <string.h>

#define KEY_BASE 350000000000000

const product_column product_catalog[product_columns] = {
    {"product_imei", "TEXT PRIMARY KEY NOT NULL", 1},
    {"analysis_timestamp", "TEXT", 1},
    {"current_enable_flag", "INTEGER", 1},
    {"desired_enable_flag", "INTEGER", 1},
    {"disable_date", "TEXT", 1},
    {"device_key", "TEXT", 0},
    {"hub_id", "INTEGER", 1},
    {"imsi", "TEXT", 0},
    {"iccid", "TEXT", 0},
    {"latest_connection_id", "INTEGER", 1},
    {"latest_connection_location_id", "INTEGER", 1},
    {"latest_state_id", "INTEGER", 1},
    {"latest_enable_history_id", "INTEGER", 1},
    {"product_type_id", "INTEGER", 1},
    {"serial_number", "TEXT", 1},
    {"shop_id", "INTEGER", 1},
    {"software_lock", "INTEGER", 1},
    {"rtc_network_name", "TEXT", 1},
    {"ip_address", "TEXT", 1},
    {"latest_rtc_connection_history_id", "INTEGER", 1},
    {"latest_rtc_mo_status_report_time", "TEXT", 1},
    {"latest_rtc_mt_status_update_time", "TEXT", 1},
    {"rtc_enabled_flag", "INTEGER", 1},
    {"dcm_enabled_flag", "INTEGER", 1},
    {"assembler", "TEXT", 1},
    {"gps_lat", "REAL", 1},
    {"gps_lon", "REAL", 1},
    {"created_at", "TEXT", 1},
    {"created_by", "TEXT", 1},
    {"modified_at", "TEXT", 1},
    {"modified_by", "TEXT", 1},
};

/* SplitMix64 (Steele, Lea, Flood 2014): good bits from a counter. */
static uint64_t mixed(uint64_t number) {
  number += 0x9E3779B97F4A7C15;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
  return number ^ (number >> 31);
}

int64_t product_key(int64_t number) {
  return KEY_BASE + number * 10 + (int64_t)(mixed((uint64_t)number) % 10);
}

int64_t product_number(int64_t key) {
  if (key <= KEY_BASE) return 0;
  const int64_t number = (key - KEY_BASE) / 10;
  return product_key(number) < key ? number + 1 : number;
}

/* What makes one row: where its next text goes, and its source of chance. */
typedef struct {
  product_value *value;
  char *room;
  uint64_t state;
} maker;

static uint64_t chance(maker *row, uint64_t below) {
  row->state = mixed(row->state);
  return row->state % below;
}

static void put(maker *row, product_kind kind, int64_t integer) {
  *row->value++ = (product_value){kind, integer, 0, NULL};
}

static char *digits(char *out, uint64_t number, int width) {
  for (int i = width - 1; i >= 0; i--, number /= 10) out[i] = (char)('0' + number % 10);
  return out + width;
}

static void text(maker *row, const char *end) {
  const size_t length = (size_t)(end - row->room);
  *row->value++ = (product_value){product_text, 0, length, row->room};
  row->room += length;
}

static void word(maker *row, const char *word) {
  const size_t length = strlen(word);
  memcpy(row->room, word, length);
  text(row, row->room + length);
}

static void code(maker *row, const char *prefix, int width) {
  const size_t length = strlen(prefix);
  memcpy(row->room, prefix, length);
  uint64_t number = 1;
  for (int i = 0; i < width; i++) number *= 10;
  text(row, digits(row->room + length, chance(row, number), width));
}

/* `2026-03-17T08:21:44.123456`, as the server writes its times. */
static void moment(maker *row, unsigned year) {
  char *at = digits(row->room, year, 4);
  const struct { char before; unsigned least, below; } parts[] = {
      {'-', 1, 12}, {'-', 1, 28}, {'T', 0, 24}, {':', 0, 60}, {':', 0, 60}};
  for (int i = 0; i < 5; i++) {
    *at++ = parts[i].before;
    at = digits(at, parts[i].least + chance(row, parts[i].below), 2);
  }
  *at++ = '.';
  text(row, digits(at, chance(row, 1000000), 6));
}

static int skips(maker *row, uint64_t inTen) {
  if (chance(row, 10) >= inTen) return 0;
  put(row, product_null, 0);
  return 1;
}

static void address(maker *row) {
  char *at = row->room;
  memcpy(at, "10", 2);
  at += 2;
  for (int i = 0; i < 3; i++) {
    const uint64_t part = chance(row, 256);
    *at++ = '.';
    at = digits(at, part, part < 10 ? 1 : part < 100 ? 2 : 3);
  }
  text(row, at);
}

static void key_and_enabling(maker *row, int64_t number) {
  text(row, digits(row->room, (uint64_t)product_key(number), 15));
  moment(row, 2026);
  put(row, product_boolean, (int64_t)chance(row, 2));
  put(row, product_boolean, (int64_t)chance(row, 2));
  if (!skips(row, 7)) moment(row, 2026);
}

static void identity_and_links(maker *row, int64_t number) {
  code(row, "K", 17);
  put(row, product_integer, 1 + (int64_t)chance(row, 60));
  code(row, "901", 12);
  code(row, "894420", 13);
  put(row, product_integer, 1 + (int64_t)chance(row, 40000000));
  if (!skips(row, 3)) put(row, product_integer, 1 + (int64_t)chance(row, 40000000));
  put(row, product_integer, 1 + (int64_t)chance(row, 9000000));
  put(row, product_integer, 1 + (int64_t)chance(row, 3000000));
  put(row, product_integer, 1 + (int64_t)chance(row, 25));
  memcpy(row->room, "BX", 2);
  text(row, digits(row->room + 2, mixed((uint64_t)number) % 1000000 * 10000000 + (uint64_t)number, 13));
  if (!skips(row, 2)) put(row, product_integer, 1 + (int64_t)chance(row, 300));
  if (!skips(row, 9)) put(row, product_integer, 1 + (int64_t)chance(row, 40));
}

static void network_and_place(maker *row) {
  static const char *const networks[] = {"Aeris", "Eseye", "Wireless-Logic"};
  word(row, networks[chance(row, 3)]);
  address(row);
  if (!skips(row, 2)) put(row, product_integer, 1 + (int64_t)chance(row, 20000000));
  if (!skips(row, 2)) moment(row, 2026);
  if (!skips(row, 2)) moment(row, 2026);
  put(row, product_boolean, (int64_t)chance(row, 2));
  put(row, product_boolean, (int64_t)chance(row, 2));
  word(row, "Assembly Ltd.");
  put(row, product_real, -2900000 + (int64_t)chance(row, 2000000));
  put(row, product_real, 28800000 + (int64_t)chance(row, 2000000));
}

static void stamps(maker *row) {
  moment(row, 2025);
  word(row, "factory");
  if (skips(row, 3)) {
    put(row, product_null, 0);
  } else {
    moment(row, 2026);
    word(row, "system");
  }
}

void product_row(int64_t number, product_value *values, char *room) {
  maker row = {values, room, mixed((uint64_t)number ^ 0x5EED)};
  key_and_enabling(&row, number);
  identity_and_links(&row, number);
  network_and_place(&row);
  stamps(&row);
}

/* ---- JSON ---- */

static char *append(char *out, const char *text, size_t length) {
  memcpy(out, text, length);
  return out + length;
}

static char *append_word(char *out, const char *word) { return append(out, word, strlen(word)); }

static char *append_number(char *out, int64_t number) {
  char text[20];
  int place = 20;
  if (number < 0) *out++ = '-';
  uint64_t rest = number < 0 ? (uint64_t)-number : (uint64_t)number;
  do text[--place] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  return append(out, text + place, (size_t)(20 - place));
}

static char *append_real(char *out, int64_t millionths) {
  if (millionths < 0) *out++ = '-';
  const uint64_t size = millionths < 0 ? (uint64_t)-millionths : (uint64_t)millionths;
  out = append_number(out, (int64_t)(size / 1000000));
  *out++ = '.';
  return digits(out, size % 1000000, 6);
}

static char *append_value(char *out, const product_value *value) {
  switch (value->kind) {
    case product_null: return append_word(out, "null");
    case product_boolean: return append_word(out, value->integer ? "true" : "false");
    case product_integer: return append_number(out, value->integer);
    case product_real: return append_real(out, value->integer);
    case product_text: break;
  }
  *out++ = '"';
  out = append(out, value->text, value->length);
  *out++ = '"';
  return out;
}

size_t product_json(int64_t number, char *out) {
  product_value values[product_columns];
  char room[product_row_bytes];
  product_row(number, values, room);
  char *at = out;
  for (int i = 0; i < product_columns; i++) {
    at = append_word(at, i == 0 ? "{\"" : ",\"");
    at = append_word(at, product_catalog[i].name);
    at = append_word(at, "\":");
    at = append_value(at, &values[i]);
  }
  *at++ = '}';
  return (size_t)(at - out);
}

size_t product_page(int64_t first, int64_t count, int64_t total, char *out) {
  char *at = append_word(out, "{\"num_results\":");
  at = append_number(at, total);
  at = append_word(at, ",\"objects\":[");
  for (int64_t i = 0; i < count; i++) {
    if (i > 0) *at++ = ',';
    at += product_json(first + i, at);
  }
  at = append_word(at, "],\"page\":1,\"total_pages\":");
  at = append_number(at, count == 0 ? 0 : (total + count - 1) / count);
  *at++ = '}';
  return (size_t)(at - out);
}
