// The calls of the loader by the versions that every glibc has: a jar is used on older machines than it is built on.
#pragma once

#include <dlfcn.h>

#ifdef __GLIBC__
__asm__(".symver dlclose, dlclose@GLIBC_2.2.5");
__asm__(".symver dlerror, dlerror@GLIBC_2.2.5");
__asm__(".symver dlopen, dlopen@GLIBC_2.2.5");
__asm__(".symver dlsym, dlsym@GLIBC_2.2.5");
#endif
