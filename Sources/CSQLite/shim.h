#include <sqlite3.h>

// Swift cannot call sqlite3_config, which takes a variable number of arguments.

/// Turns off SQLite's count of the memory it has, for which all threads wait on one lock.
static inline int csqlite_disable_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Leaves it to callers that a connection is used by one thread at a time.
static inline int csqlite_disable_connection_locks(void) {
  return sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
}
/// Where a run of bytes stands in another, in time that grows with their lengths; null where nowhere.
/// Declared here because the C library's header shows it to GNU programs alone.
extern void *memmem(const void *haystack, unsigned long haystack_length, const void *needle,
                    unsigned long needle_length);

