/**
 * The types that the structs of the interface are spelled with, as the texts of three headers without their guards.
 *
 * They hold for 64-bit (LP64) and 32-bit (ILP32) targets alike: 64 bits are `long long` on both.
 */

/** `asm/types.h` */
export const asmTypes = `/* The bits of a long and of a pointer. */
#ifdef __LP64__
#define BITS_PER_LONG 64
#else
#define BITS_PER_LONG 32
#endif
`

/** `jailhouse/types.h` */
export const jailhouseTypes = `#include <asm/types.h>

#define NULL ((void *)0)

typedef enum { false = 0, true = 1 } bool;

#if BITS_PER_LONG == 64
typedef unsigned long size_t;
#else
typedef unsigned int size_t;
#endif

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

typedef signed char s8;
typedef signed short s16;
typedef signed int s32;
typedef signed long long s64;

typedef u8 __u8;
typedef u16 __u16;
typedef u32 __u32;
typedef u64 __u64;

typedef s8 __s8;
typedef s16 __s16;
typedef s32 __s32;
typedef s64 __s64;

/* CPUs as a bitmap; the array is extended by what follows the struct. */
struct cpu_set {
	/* The highest CPU that the bitmap has a bit for. */
	unsigned long max_cpu_id;
	unsigned long bitmap[1];
};
`

/** `linux/types.h`: configs written before 2017 include it, and need the same names. */
export const linuxTypes = '#include <jailhouse/types.h>\n'
