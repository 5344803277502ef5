#include "CPageReader.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "TextRepair.h"

const size_t page_reader_limit = 64 * 1024 * 1024;

namespace {

namespace ondemand = simdjson::ondemand;

constexpr size_t maximum_depth = 256;
constexpr int no_column = -1;

bool is_space(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// The name between the quotes, as it is written; the reader has checked that the quote closes.
std::string_view written_name(const char *start, const char *end) {
  const char *at = start;
  while (at < end && *at != '"') at += *at == '\\' ? 2 : 1;
  return std::string_view(start, static_cast<size_t>(std::min(at, end) - start));
}

struct column {
  std::string name;
  page_column_use use;
};

// A member of the row being read: its text, and whether a spoiled row may show it.
struct member {
  std::string_view name;
  std::string_view value;
};

// The name that stood at a place of the last row stands there in nearly every row.
struct guess {
  std::string name;
  int column;
};

}  // namespace

struct page_reader {
  ondemand::parser parser{page_reader_limit + simdjson::SIMDJSON_PADDING};
  simdjson::dom::parser documents;
  std::vector<column> columns;
  std::unordered_map<std::string, int> places;
  std::vector<guess> guesses;
  std::vector<page_value> values;
  std::vector<member> members;
  // A deque, because a text must stay where it is while others are added.
  std::deque<std::string> texts;
  size_t texts_used = 0;
  size_t held = 0;
  std::string *extra = nullptr;
  std::string raw;
  std::string message;
  std::vector<uint8_t> bytes;
  std::vector<size_t> repairs;
  const char *end = nullptr;
  const char *fault = nullptr;

  page_outcome fail(page_outcome outcome, const char *words) {
    message = words;
    return outcome;
  }

  page_outcome malformed(simdjson::error_code error) {
    return fail(page_malformed, simdjson::error_message(error));
  }

  // ---- One row ----

  // Whether the name at this place is that of the last row, which then need not be looked for.
  bool is_guessed(const char *start, size_t place) const {
    if (place >= guesses.size()) return false;
    const std::string &name = guesses[place].name;
    return static_cast<size_t>(end - start) > name.size() && start[name.size()] == '"'
           && std::memcmp(start, name.data(), name.size()) == 0;
  }

  int find(std::string_view name, size_t place) {
    std::string text(name);
    // An escaped name could otherwise slip past the names that must not be kept.
    if (name.find('\\') != std::string_view::npos) text = unescaped(name);
    const auto found = places.find(text);
    const int index = found == places.end() ? no_column : found->second;
    if (guesses.size() <= place) guesses.resize(place + 1);
    guesses[place] = {std::string(name), index};
    return index;
  }

  std::string unescaped(std::string_view name) {
    std::string quoted = "\"" + std::string(name) + "\"";
    std::string_view text;
    if (documents.parse(quoted).get(text) != simdjson::SUCCESS) return std::string(name);
    return std::string(text);
  }

  // A piece of text that lives as long as the page.
  std::string &page_text_room() {
    if (texts_used == texts.size()) texts.emplace_back();
    return texts[texts_used++];
  }

  simdjson::error_code read_document(ondemand::value &value, page_value &out,
                                     std::string_view &written) {
    auto error = simdjson::to_json_string(value).get(written);
    if (error) return error;
    written = trimmed(written);
    simdjson::dom::element element;
    if (documents.parse(written.data(), written.size()).get(element)) {
      fault = "a document that is not JSON";
      return simdjson::SUCCESS;
    }
    std::string &text = page_text_room();
    text.resize(written.size());
    size_t length = 0;
    if (simdjson::minify(written.data(), written.size(), text.data(), length)) {
      fault = "a document that is not JSON";
      return simdjson::SUCCESS;
    }
    out.kind = page_json;
    out.text = text.data();
    out.length = length;
    return simdjson::SUCCESS;
  }

  void read_number(ondemand::value &value, page_column_use use, page_value &out) {
    ondemand::number number;
    if (value.get_number().get(number)) {
      fault = "a number that cannot be held";
    } else if (number.is_int64()) {
      out.kind = page_integer;
      out.integer = number.get_int64();
    } else if (number.is_double() || use == page_column_real) {
      out.kind = page_real;
      out.real = number.as_double();
    } else {
      fault = "a number that cannot be held";
    }
  }

  void read_text(ondemand::value &value, page_column_use use, std::string_view written,
                 page_value &out) {
    std::string_view text;
    if (value.get_string().get(text)) {
      fault = "a broken text";
      return;
    }
    if (use == page_column_document) text = written;
    out.kind = use == page_column_document ? page_json : page_text;
    out.text = text.data();
    out.length = text.size();
  }

  void read_word(page_column_use use, std::string_view written, page_value &out) {
    if (written == "null") {
      out.kind = page_null;
    } else if (written != "true" && written != "false") {
      fault = "a value that is not JSON";
    } else if (use == page_column_document) {
      out.kind = page_json;
      out.text = written.data();
      out.length = written.size();
    } else {
      out.kind = page_bool;
      out.integer = written == "true" ? 1 : 0;
    }
  }

  // Reads a scalar; the iterator steps over what is left unread.
  void read_scalar(ondemand::value &value, page_column_use use, std::string_view written,
                   page_value &out) {
    const char first = written.empty() ? '\0' : written[0];
    if (first == '"') {
      read_text(value, use, written, out);
    } else if (first == '-' || (first >= '0' && first <= '9')) {
      read_number(value, use, out);
    } else {
      read_word(use, written, out);
    }
  }

  simdjson::error_code read_member(ondemand::field &field, size_t place) {
    const char *const start = field.key().raw();
    const bool guessed = is_guessed(start, place);
    const std::string_view name =
        guessed ? std::string_view(start, guesses[place].name.size()) : written_name(start, end);
    const int index = guessed ? guesses[place].column : find(name, place);
    ondemand::value &value = field.value();
    std::string_view written = trimmed(value.raw_json_token());
    const bool nested = !written.empty() && (written[0] == '{' || written[0] == '[');
    const bool known = index != no_column;
    if (known && columns[index].use == page_column_unheld) return simdjson::SUCCESS;
    if (!known && nested) return simdjson::SUCCESS;
    page_value spare{};
    page_value &out = known ? values[index] : spare;
    out = page_value{};
    if (nested) {
      if (auto error = read_document(value, out, written)) return error;
    } else {
      read_scalar(value, known ? columns[index].use : page_column_document, written, out);
    }
    members.push_back({name, written});
    if (!known) append(extra_room(), members.back());
    return simdjson::SUCCESS;
  }

  std::string &extra_room() {
    if (extra == nullptr) {
      extra = &page_text_room();
      extra->clear();
    }
    return *extra;
  }

  static void append(std::string &object, const member &item) {
    object += object.empty() ? "{\"" : ",\"";
    object += item.name;
    object += "\":";
    object += item.value;
  }

  simdjson::error_code read_object(ondemand::value &item) {
    ondemand::object object;
    if (auto error = item.get_object().get(object)) return error;
    size_t place = 0;
    for (auto found : object) {
      ondemand::field field;
      if (auto error = std::move(found).get(field)) return error;
      if (auto error = read_member(field, place++)) return error;
    }
    return simdjson::SUCCESS;
  }

  bool is_repaired(const char *from, const char *to) const {
    if (repairs.empty()) return false;
    const char *base = reinterpret_cast<const char *>(bytes.data());
    const auto first =
        std::lower_bound(repairs.begin(), repairs.end(), static_cast<size_t>(from - base));
    return first != repairs.end() && *first < static_cast<size_t>(to - base);
  }

  page_outcome read_row(ondemand::document &document, ondemand::value &item, page_row_sink sink,
                        void *context) {
    std::fill(values.begin(), values.end(), page_value{});
    members.clear();
    extra = nullptr;
    raw.clear();
    fault = nullptr;
    const std::string_view token = trimmed(item.raw_json_token());
    if (token.empty() || token[0] != '{') {
      fault = "a row that is not an object";
      raw = token;
    } else {
      if (auto error = read_object(item)) return malformed(error);
      const char *after = end;
      if (document.current_location().get(after)) after = end;
      if (is_repaired(token.data(), after)) fault = "bytes that are not text";
    }
    if (fault != nullptr && raw.empty()) {
      for (const member &each : members) append(raw, each);
      raw += raw.empty() ? "{}" : "}";
    }
    if (extra != nullptr) *extra += '}';
    const page_row row{values.data(), extra ? extra->data() : nullptr, extra ? extra->size() : 0,
                       fault,         raw.data(),                      raw.size()};
    return sink(context, &row) == 0 ? page_done : fail(page_stopped, "stopped");
  }

  // ---- The page ----

  page_outcome read_rows(ondemand::document &document, ondemand::array &rows, page_row_sink sink,
                         void *context, int64_t *count) {
    for (auto found : rows) {
      ondemand::value item;
      if (auto error = found.get(item)) return malformed(error);
      const page_outcome outcome = read_row(document, item, sink, context);
      if (outcome != page_done) return outcome;
      ++*count;
    }
    return page_done;
  }

  // A bare list is all there is.
  page_outcome read_list(ondemand::document &document, page_row_sink sink, void *context,
                         page_envelope *envelope) {
    ondemand::array rows;
    if (document.get_array().get(rows)) return fail(page_no_envelope, "not a list");
    int64_t count = 0;
    const page_outcome outcome = read_rows(document, rows, sink, context, &count);
    if (outcome != page_done) return outcome;
    *envelope = {count, 1, count > 0 ? 1 : 0};
    return read_end(document);
  }

  page_outcome read_end(ondemand::document &document) {
    const char *rest = nullptr;
    if (document.current_location().get(rest)) return page_done;
    return fail(page_malformed, "text after the end");
  }

  page_outcome load(const uint8_t *source, size_t length, ondemand::document &document) {
    repairs.clear();
    guesses.clear();
    texts_used = 0;
    bytes.resize(length + simdjson::SIMDJSON_PADDING);
    if (length > 0) std::memcpy(bytes.data(), source, length);
    std::memset(bytes.data() + length, ' ', simdjson::SIMDJSON_PADDING);
    end = reinterpret_cast<const char *>(bytes.data()) + length;
    auto error = parser.iterate(bytes.data(), length, bytes.size()).get(document);
    if (error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS) {
      repairs = repair_text(bytes.data(), length);
      error = parser.iterate(bytes.data(), length, bytes.size()).get(document);
    }
    return error ? malformed(error) : page_done;
  }

  page_outcome read(page_shape shape, const uint8_t *source, size_t length, page_row_sink sink,
                    void *context, page_envelope *envelope) {
    if (length > page_reader_limit) return fail(page_too_large, "more than 64 MiB");
    ondemand::document document;
    if (auto outcome = load(source, length, document)) return outcome;
    if (shape == page_list_shape) return read_list(document, sink, context, envelope);
    ondemand::object root;
    if (document.get_object().get(root)) return fail(page_no_envelope, "not an object");
    const std::string_view names[] = {"num_results", "page", "total_pages"};
    int64_t *const numbers[] = {&envelope->num_results, &envelope->page, &envelope->total_pages};
    bool seen[4] = {false, false, false, false};
    for (auto found : root) {
      ondemand::field field;
      if (auto error = std::move(found).get(field)) return malformed(error);
      const std::string_view name = written_name(field.key().raw(), end);
      if (name == "objects" && !seen[3]) {
        seen[3] = true;
        ondemand::array rows;
        if (field.value().get_array().get(rows)) {
          return fail(page_no_envelope, "objects is not a list");
        }
        int64_t count = 0;
        const page_outcome outcome = read_rows(document, rows, sink, context, &count);
        if (outcome != page_done) return outcome;
      } else if (name == "objects") {
        return fail(page_no_envelope, "objects occurs twice");
      }
      for (int i = 0; i < 3; i++) {
        if (name != names[i]) continue;
        // What JSON numbers hold exactly; more would not count rows and overflow whoever adds.
        seen[i] = !field.value().get_int64().get(*numbers[i]) && *numbers[i] >= 0
                  && *numbers[i] <= int64_t{1} << 53;
        if (!seen[i]) return fail(page_no_envelope, "a count is not a number");
      }
    }
    if (auto outcome = read_end(document)) return outcome;
    if (!std::all_of(seen, seen + 4, [](bool is) { return is; })) {
      return fail(page_no_envelope, "a member of the envelope is missing");
    }
    return page_done;
  }
};

extern "C" {

page_reader *page_reader_make(void) {
  try {
    auto *reader = new page_reader();
    if (reader->documents.allocate(simdjson::SIMDJSON_PADDING, maximum_depth)) {
      delete reader;
      return nullptr;
    }
    return reader;
  } catch (const std::bad_alloc &) {
    return nullptr;
  }
}

void page_reader_free(page_reader *reader) { delete reader; }

page_outcome page_reader_columns(page_reader *reader, const page_column *columns, size_t count) {
  try {
    reader->columns.clear();
    reader->places.clear();
    reader->guesses.clear();
    for (size_t i = 0; i < count; i++) {
      const std::string name(columns[i].name, columns[i].length);
      reader->columns.push_back({name, columns[i].use});
      reader->places.emplace(name, static_cast<int>(i));
    }
    reader->values.assign(count, page_value{});
    return page_done;
  } catch (const std::bad_alloc &) {
    return page_no_memory;
  }
}

page_outcome page_reader_read(page_reader *reader, page_shape shape, const uint8_t *bytes,
                              size_t length, page_row_sink sink, void *context, page_envelope *envelope) {
  try {
    return reader->read(shape, bytes, length, sink, context, envelope);
  } catch (const std::bad_alloc &) {
    return page_no_memory;
  }
}

const char *page_reader_message(const page_reader *reader) { return reader->message.c_str(); }
}
