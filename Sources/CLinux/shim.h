// What Linux has and Swift's own module of the C library leaves out.
#if defined(__linux__)
#include <features.h>
#include <sys/xattr.h>
#if defined(__GLIBC__)
int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name,
              unsigned int flags);
#endif
#endif
