import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** The page's one style sheet: light and dark, from a phone's width to paper. */
export const style: Markup = markup`
:root { color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1d2125; --soft: #5c6570; --line: #e3e4e1; --code: #f1f2ef;
  --good: #1a7346; --good-bg: #e6f3ec; --bad: #b3261e; --bad-bg: #fbeae8; --warn: #855700; --warn-bg: #fbf1dc; --idle: #5c6570; --idle-bg: #eeefec; }
@media (prefers-color-scheme: dark) { :root {
  --page: #14171a; --card: #1c2024; --ink: #e4e7ea; --soft: #9aa4ae; --line: #2d3339; --code: #15181b;
  --good: #6fcf9b; --good-bg: #16301f; --bad: #ff9a91; --bad-bg: #3a1d1b; --warn: #e8bd6a; --warn-bg: #33280f; --idle: #9aa4ae; --idle-bg: #272c31; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 2rem 1.25rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; text-underline-offset: .2em; }
code, pre, time { font: .875em/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
pre { margin: .25rem 0 0; padding: .75rem 1rem; max-height: 26rem; overflow: auto; white-space: pre-wrap; background: var(--code); border-radius: 6px; }
.good { --tone: var(--good); --tone-bg: var(--good-bg); } .bad { --tone: var(--bad); --tone-bg: var(--bad-bg); }
.warn { --tone: var(--warn); --tone-bg: var(--warn-bg); } .idle { --tone: var(--idle); --tone-bg: var(--idle-bg); }
.soft { color: var(--soft); }

.verdict { padding: 1.75rem 2rem; border-radius: 14px; background: var(--tone-bg); }
.verdict h1 { font-size: 2.75rem; line-height: 1.15; letter-spacing: .01em; color: var(--tone); }
.verdict .kicker { font-size: .875rem; color: var(--soft); }
.verdict .meaning { font-size: 1.125rem; }
.verdict ul { margin-top: 1rem; } .verdict li { padding-left: 1.1rem; text-indent: -1.1rem; margin-top: .3rem; }
.verdict li::before { content: "•"; display: inline-block; width: 1.1rem; text-indent: 0; color: var(--tone); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem 1.5rem; padding: 1.5rem 2rem .25rem; }
.facts dd { font-size: .9375rem; } .facts dt { font-size: .8125rem; color: var(--soft); }

section { margin-top: 2.25rem; }
h2 { font-size: 1.25rem; margin-bottom: .75rem; }
h2 .soft { font-weight: 400; font-size: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.card + .card { margin-top: .75rem; }
.body { padding: 1.1rem 1.35rem; }
.badge { display: inline-block; padding: .05rem .6rem; border-radius: 99px; background: var(--tone-bg); color: var(--tone); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.mark { flex: none; display: inline-flex; align-items: center; justify-content: center; width: 1.35rem; height: 1.35rem; border-radius: 50%;
  background: var(--tone-bg); color: var(--tone); font-size: .8125rem; font-weight: 700; line-height: 1; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.head h3 { font-size: 1rem; }
.advice { margin-top: .5rem; } .advice b { font-weight: 600; }
.next li { counter-increment: step; display: flex; gap: .85rem; margin-top: .5rem; }
.next li:first-child { margin-top: 0; }
.next li::before { content: counter(step); flex: none; width: 1.6rem; height: 1.6rem; line-height: 1.6rem; text-align: center; font-size: .875rem; border-radius: 50%; background: var(--idle-bg); color: var(--idle); }

details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--soft); font-size: .9375rem; border-radius: 4px; }
summary:hover { color: var(--ink); } summary:focus-visible, a:focus-visible { outline: 2px solid var(--soft); outline-offset: 3px; }
.rows > li { display: flex; gap: .75rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.rows .what { flex: 1; min-width: 0; } .rows .aside { flex: none; color: var(--soft); font-size: .875rem; text-align: right; }
.rows p { margin-top: .1rem; }
.trace > li { padding: .3rem 0; border-top: 0; } .trace .what { display: flex; align-items: baseline; gap: .2rem 1rem; } .trace code { flex: none; width: 8rem; }
.steps { list-style: decimal; padding-left: 1.5rem; margin-top: .35rem; }
.evidence dt { margin-top: .6rem; font-size: .875rem; color: var(--soft); }
.phase { margin: 0; } .phase > summary { display: flex; align-items: center; gap: .75rem; padding: .85rem 1.35rem; color: var(--ink); font-size: 1rem; list-style: none; }
.phase > summary::-webkit-details-marker { display: none; }
.phase > summary b { flex: 1; font-weight: 600; } .phase > summary .soft { font-size: .875rem; }
.phase > .rows, .phase > p { margin: 0 1.35rem; padding-bottom: .5rem; } .phase > .rows { border-top: 1px solid var(--line); padding-top: .25rem; }
.timeline li { display: flex; gap: 1rem; padding: .2rem 0; font-size: .9375rem; } .timeline time { flex: none; color: var(--soft); }
.timeline .what { color: var(--tone); } .timeline .idle { color: inherit; }
footer { margin-top: 3rem; font-size: .875rem; color: var(--soft); }

@media (max-width: 34rem) {
  body { padding: 1rem .85rem 2rem; } .verdict { padding: 1.25rem 1.25rem; } .verdict h1 { font-size: 2.25rem; }
  .facts { padding: 1.25rem; grid-template-columns: 1fr 1fr; } .body, .phase > summary { padding-left: 1rem; padding-right: 1rem; }
  .phase > .rows, .phase > p { margin: 0 1rem; } .rows > li { flex-wrap: wrap; } .rows .aside { flex-basis: 100%; text-align: left; padding-left: 2.1rem; }
  .trace .what { display: block; } .timeline li { display: block; } .timeline time { display: block; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --code: #f4f4f4;
    --good: #14532d; --good-bg: #fff; --bad: #8c1d18; --bad-bg: #fff; --warn: #6b4500; --warn-bg: #fff; --idle: #444; --idle-bg: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } .verdict { border: 1px solid var(--tone); }
  .badge, .mark { border: 1px solid currentColor; } pre { max-height: none; border: 1px solid var(--line); }
  details::details-content { content-visibility: visible; height: auto; } .rows > li, .timeline li, .head { break-inside: avoid; } h2 { break-after: avoid; }
}
`;
