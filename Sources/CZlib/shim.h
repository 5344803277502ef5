#pragma once
#include <string.h>
#include <zlib.h>

/* deflateInit2 is a macro, so Swift cannot call it. Writes `input` as one gzip member into `output`,
   which must hold fieldsync_gzip_bound(length) bytes; returns how many were written, 0 on failure. */
static inline size_t fieldsync_gzip(const unsigned char *input, size_t length,
                                    unsigned char *output, size_t capacity) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  stream.next_in = (Bytef *)input;
  stream.avail_in = (uInt)length;
  stream.next_out = output;
  stream.avail_out = (uInt)capacity;
  int code = deflate(&stream, Z_FINISH);
  size_t written = stream.total_out;
  deflateEnd(&stream);
  return code == Z_STREAM_END ? written : 0;
}

static inline size_t fieldsync_gzip_bound(size_t length) { return compressBound((uLong)length) + 32; }
