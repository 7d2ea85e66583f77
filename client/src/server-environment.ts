/**
 * The environment that the server is started in, by the extension and by the benchmark that measures it. It must not know
 * VS Code.
 */

/**
 * V8's compiler frees its memory in pieces and in threads of its own, and glibc would keep a sixth of all that the server
 * has for the next time. Other libraries pass these by; see `docs/performance.md`.
 */
export const serverEnvironment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}
