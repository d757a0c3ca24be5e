// Memory for one parse: blocks are taken from the end of a chunk and given back all at once, which
// is what the library's own program does with its arena. That arena is one for the process; this one
// is the thread's, so that parsers on several threads do not meet. A parse must therefore begin and
// end on one thread, with nothing else parsed on it in between.
#include <cmark-gfm.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct assay_chunk {
  struct assay_chunk *previous;
  size_t size, used;
} assay_chunk;

enum { assay_first_chunk_size = 256 * 1024, assay_kept_chunk_size = 8 * 1024 * 1024 };

static inline assay_chunk **assay_arena_top(void) {
  static _Thread_local assay_chunk *top;
  return &top;
}

// Before each block stands its size.
static inline void *assay_arena_take(size_t size) {
  assay_chunk **top = assay_arena_top();
  size_t needed = ((size + 15) & ~(size_t)15) + 16;
  if (!*top || (*top)->size - (*top)->used < needed) {
    size_t chunk_size = *top ? (*top)->size * 2 : assay_first_chunk_size;
    if (chunk_size < needed) chunk_size = needed;
    assay_chunk *chunk = (assay_chunk *)malloc(32 + chunk_size);
    if (!chunk) abort();
    chunk->previous = *top;
    chunk->size = chunk_size;
    chunk->used = 0;
    *top = chunk;
  }
  char *block = (char *)*top + 32 + (*top)->used;
  (*top)->used += needed;
  *(size_t *)block = size;
  return block + 16;
}

static inline void *assay_arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  void *block = assay_arena_take(count * size);
  memset(block, 0, count * size);
  return block;
}

static inline void *assay_arena_realloc(void *block, size_t size) {
  assay_chunk *chunk = *assay_arena_top();
  if (block && chunk) {
    // What was taken last can grow where it is.
    size_t *old = (size_t *)((char *)block - 16);
    char *end = (char *)block + ((*old + 15) & ~(size_t)15);
    if (end == (char *)chunk + 32 + chunk->used) {
      size_t used = (size_t)((char *)block - ((char *)chunk + 32)) + ((size + 15) & ~(size_t)15);
      if (used <= chunk->size) {
        chunk->used = used;
        *old = size;
        return block;
      }
    }
  }
  void *moved = assay_arena_take(size);
  if (block) {
    size_t old = *(size_t *)((char *)block - 16);
    memcpy(moved, block, old < size ? old : size);
  }
  return moved;
}

static inline void assay_arena_free(void *block) { (void)block; }

// Gives everything back but for the newest chunk, which is the largest and which the thread keeps
// for its next parse, so that a thread soon asks the system for nothing more.
static inline void assay_arena_reset(void) {
  assay_chunk *top = *assay_arena_top();
  if (!top) return;
  for (assay_chunk *chunk = top->previous; chunk;) {
    assay_chunk *previous = chunk->previous;
    free(chunk);
    chunk = previous;
  }
  top->previous = NULL;
  top->used = 0;
  if (top->size > assay_kept_chunk_size) {
    free(top);
    *assay_arena_top() = NULL;
  }
}

// The thread's arena. The compiler may copy these functions, with their variables, into several
// modules of a program: whoever takes memory and gives it back must do both through one value.
typedef struct assay_arena {
  cmark_mem memory;
  void (*reset)(void);
} assay_arena;

static inline assay_arena *assay_thread_arena(void) {
  static assay_arena arena = {
      {assay_arena_calloc, assay_arena_realloc, assay_arena_free}, assay_arena_reset};
  return &arena;
}

static inline cmark_mem *assay_arena_memory(assay_arena *arena) { return &arena->memory; }
