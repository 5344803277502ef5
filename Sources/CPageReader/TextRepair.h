#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

// Replaces bytes that no JSON text may hold (broken UTF-8, bare control characters in strings) by
// question marks, so that the rest can be read. Returns where it did, in ascending order.
std::vector<size_t> repair_text(uint8_t *bytes, size_t length);
