#include "TextRepair.h"

namespace {

// The length of the well-formed UTF-8 sequence at bytes[0], or 0 (Unicode 15, table 3-7).
size_t sequence_length(const uint8_t *bytes, size_t left) {
  const uint8_t lead = bytes[0];
  if (lead < 0x80) return 1;
  size_t length = 0;
  uint8_t low = 0x80, high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  else if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  else if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0 || length > left) return 0;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (bytes[1] < low || bytes[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

std::vector<size_t> repair_text(uint8_t *bytes, size_t length) {
  std::vector<size_t> places;
  bool in_string = false;
  size_t i = 0;
  while (i < length) {
    const size_t step = sequence_length(bytes + i, length - i);
    if (step == 0 || (in_string && bytes[i] < 0x20)) {
      bytes[i] = '?';
      places.push_back(i);
      i++;
      continue;
    }
    if (in_string && bytes[i] == '\\' && i + 1 < length && bytes[i + 1] >= 0x20 &&
        bytes[i + 1] < 0x80) {
      i += 2;
      continue;
    }
    if (bytes[i] == '"') in_string = !in_string;
    i += step;
  }
  return places;
}
