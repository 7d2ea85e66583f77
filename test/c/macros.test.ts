/** Macro replacement: the corners of it whose result everybody agrees on. What gcc makes of more, test/oracle says. */
import { describe, expect, it } from 'vitest'
import { complaintsOf, preprocessedText, translated } from './translation.ts'

describe('replacement', () => {
  it.each([
    ['#define A 1\nA', '1'],
    ['#define A A B\nA', 'A B'],
    ['#define A B\n#define B A\nA B', 'A B'],
    ['#define F(x) [x]\nF F (1) F\n(2)', 'F [1] [2]'],
    ['#define F(x, y) x-y\nF((1, 2), {3})', '(1, 2)-{3}'],
    ['#define F() 1\nF() F( )', '1 1'],
    ['#define F(x) [x]\nF()', '[]'],
    ['#define F(x, y) [x|y]\nF(,) F(1,) F(,2)', '[|] [1|] [|2]'],
    ['#define F(x) x\n#define G F(\nG 1)', '1'],
    ['#define F(x) f(x + F)\nF(F(1))(2)', 'f(f(1 + F) + F)(2)'],
    ['#define S(x) #x\nS( a  +  "b\\n" \'\\0\' )', '"a + \\"b\\\\n\\" \'\\\\0\'"'],
    ['#define S(x) #x\n#define T(x) S(x)\n#define A 1\nS(A) T(A)', '"A" "1"'],
    ['#define S(...) #__VA_ARGS__\nS(a,  b)', '"a, b"'],
    ['#define C(a, b) a##b\nC(1, 2) C(a, 1) C(<, <=) C(, x) C(x, ) C(,)', '12 a1 <<= x x'],
    ['#define A 1\n#define C(a, b) a##b\nC(A, A) C(, A)', 'AA 1'],
    ['#define AB 7\n#define C(a, b) a##b\nC(A, B)', '7'],
    ['#define V(x, ...) x(__VA_ARGS__)\nV(f) V(f,) V(f, 1) V(f, 1, 2)', 'f() f() f(1) f(1, 2)'],
    ['#define V(x, ...) f(x, ## __VA_ARGS__)\nV(1) V(1, 2, 3)', 'f(1) f(1, 2, 3)'],
    ['#define V(x, rest...) f(x, ## rest)\nV(1) V(1, 2, 3)', 'f(1) f(1, 2, 3)'],
    ['#define V(...) f(0 __VA_OPT__(,) __VA_ARGS__)\nV() V(1)', 'f(0) f(0 , 1)'],
    ['#define E\n#define V(...) f(0 __VA_OPT__(+ 1))\nV(E) V(1)', 'f(0) f(0 + 1)'],
    ['#define N(a, b, c, n, ...) n\n#define COUNT(...) N(__VA_ARGS__, 3, 2, 1)\nCOUNT(x) COUNT(x, y)', '1 2'],
    ['#define ADD(x) + x\n#define APPLY(m, x) m(x)\nAPPLY(ADD, 2)', '+ 2'],
    ['#define F(x) [x]\nF(\n#define Z 5\nZ\n)', '[5]'],
    ['#define F(x) [x]\nF(\n#if 0\n1\n#else\n2\n#endif\n)', '[2]'],
  ])('%j', (text, expected) => {
    expect(translated(text).preprocessed.complaints).toEqual([])
    expect(preprocessedText(text)).toBe(expected)
  })
})

describe('wrong calls', () => {
  it.each([
    ['#define F(x) x\nint a = F(1, 2);', 'c-macro-call "F(1, 2)": `F` takes 1 argument, here are 2'],
    ['#define F(x, y) x\nint a = F(1);', 'c-macro-call "F(1)": `F` takes 2 arguments, here are 1'],
    [
      '#define F(x, y) { x + y }\nint a = F(1 +);',
      'c-macro-call "F(1 +)": `F` takes 2 arguments, here are 1',
    ],
    ['#define F(x) x\nint a = F(1;', 'c-macro-call "F(1": the call of `F` has no closing parenthesis'],
    ['#define F(x) x\nint a[] = { F(1 };', 'c-macro-call "F(1": the call of `F` has no closing parenthesis'],
    [
      '#define C(a, b) a##b\nint a = C(+, 1);',
      'c-macro-call "C(+, 1)": pasting `+` and `1` does not give a token',
    ],
  ])('%j costs one complaint', (text, complaint) => {
    expect(complaintsOf(translated(text))).toEqual([complaint])
  })

  it('a call that does not end leaves the rest of the file alone', () => {
    const { objects, complaints } = translated(
      '#define F(x) x\nint a[] = { F(1 };\nint b = F(2), c[] = { F(3) };',
    )
    expect(objects.map(({ name }) => name.text)).toEqual(['a', 'b', 'c'])
    expect(complaints).toHaveLength(1)
  })
})
