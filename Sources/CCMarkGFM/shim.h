// The installed library, and the layout of its nodes (node.h), which is read directly: the accessor
// functions copy every literal into a C string and lose its length.
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/registry.h>
#include <cmark-gfm/syntax_extension.h>

#include "arena.h"

// The library gives these types their values when the extensions register; read them after that.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;

static inline unsigned assay_table_type(void) { return CMARK_NODE_TABLE; }
static inline unsigned assay_table_row_type(void) { return CMARK_NODE_TABLE_ROW; }
static inline unsigned assay_table_cell_type(void) { return CMARK_NODE_TABLE_CELL; }
static inline unsigned assay_strikethrough_type(void) { return CMARK_NODE_STRIKETHROUGH; }
