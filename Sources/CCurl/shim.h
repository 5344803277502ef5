#pragma once
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

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

/* Sockets of our own making: libcurl asks for one, and whether it is connected already. */
typedef curl_socket_t (*fieldsync_socket_callback)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*fieldsync_connected_callback)(void *context, curl_socket_t socket, curlsocktype purpose);
static inline CURLcode fieldsync_easy_set_sockets(
    CURL *handle, fieldsync_socket_callback open, fieldsync_connected_callback connected, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
  if (!code) code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
  if (!code) code = curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, connected);
  return code ? code : curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, context);
}
/* 0 where the connection is on its way. */
static inline int fieldsync_begin_connecting(
    curl_socket_t socket, const unsigned char *address, unsigned int length) {
  struct sockaddr_storage room;
  if (length > sizeof room) return -1;
  memcpy(&room, address, length);
  int flags = fcntl(socket, F_GETFL);
  if (flags < 0 || fcntl(socket, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
  if (connect(socket, (const struct sockaddr *)&room, length) == 0 || errno == EINPROGRESS) return 0;
  return -1;
}
/* 1 where the connection stands and the other side has neither ended it nor said anything. */
static inline int fieldsync_stands(curl_socket_t socket) {
  struct pollfd state = {socket, POLLIN | POLLOUT, 0};
  return poll(&state, 1, 0) == 1 && state.revents == POLLOUT;
}
/* The address proper is as long as its length says, whatever its declared type. */
static inline void fieldsync_copy_address(const struct curl_sockaddr *address, unsigned char *bytes) {
  memcpy(bytes, &address->addr, address->addrlen);
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
