#pragma once
#include <curl/curl.h>
#include <malloc.h>

/* curl_easy_setopt and its kin are variadic, so Swift cannot call them: one typed function each. */
static inline CURLcode fieldsync_easy_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode fieldsync_easy_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode fieldsync_easy_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode fieldsync_easy_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}

/* The shape that the read, write and header callbacks of libcurl share. */
typedef size_t (*fieldsync_transfer_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode fieldsync_easy_set_write(CURL *handle, fieldsync_transfer_callback callback, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
  return code ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}
static inline CURLcode fieldsync_easy_set_header(CURL *handle, fieldsync_transfer_callback callback, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
  return code ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}
static inline CURLcode fieldsync_easy_set_read(CURL *handle, fieldsync_transfer_callback callback, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
  return code ? code : curl_easy_setopt(handle, CURLOPT_READDATA, context);
}

/* Called when the connection stands, just before the request leaves. */
typedef int (*fieldsync_prerequest_callback)(
    void *context, char *remote_address, char *local_address, int remote_port, int local_port);
static inline CURLcode fieldsync_easy_set_prerequest(CURL *handle, fieldsync_prerequest_callback callback, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback);
  return code ? code : curl_easy_setopt(handle, CURLOPT_PREREQDATA, context);
}

static inline CURLcode fieldsync_easy_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode fieldsync_easy_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}
static inline CURLMcode fieldsync_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/* Gives blocks of that many bytes and more back to the system when they are freed. glibc by itself keeps
   what was freed once, in pieces that fit nothing later, so that a process grows with each large answer. */
static inline int fieldsync_return_blocks(int bytes) {
#ifdef M_MMAP_THRESHOLD
  return mallopt(M_MMAP_THRESHOLD, bytes);
#else
  return 1;
#endif
}
