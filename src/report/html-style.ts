import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** The page's one style sheet: light and dark, from a phone's width to paper. */
export const style: Markup = markup`
:root { color-scheme: light dark;
  --page: #f5f6f7; --card: #ffffff; --ink: #181c20; --soft: #57606a; --line: #dfe2e5; --code: #f0f2f4; --focus: #1f5fbf;
  --good: #176b41; --good-bg: #e3f3ea; --good-hero: #14633c; --bad: #a8251d; --bad-bg: #fbe9e7; --bad-hero: #9c1f18;
  --warn: #7a5000; --warn-bg: #faefd8; --warn-hero: #74490a; --idle: #57606a; --idle-bg: #eaedf0; --look: #3f6ea8; --heal: #7d4bb0; }
@media (prefers-color-scheme: dark) { :root {
  --page: #111417; --card: #191d21; --ink: #e3e7ea; --soft: #9da7b1; --line: #2c3238; --code: #121518; --focus: #8ab8ff;
  --good: #72d19e; --good-bg: #14301f; --good-hero: #134b2f; --bad: #ff9f96; --bad-bg: #3b1c1a; --bad-hero: #6f1c17;
  --warn: #e9c06f; --warn-bg: #33280f; --warn-hero: #5a3c08; --idle: #9da7b1; --idle-bg: #262b30; --look: #7aa7e0; --heal: #bd93ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.75rem 1.25rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; text-underline-offset: .2em; }
code, pre, time { font: .875em/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
pre { margin: .25rem 0 0; padding: .75rem 1rem; white-space: pre-wrap; background: var(--code); border-radius: 6px; }
.good { --tone: var(--good); --tone-bg: var(--good-bg); --hero: var(--good-hero); } .bad { --tone: var(--bad); --tone-bg: var(--bad-bg); --hero: var(--bad-hero); }
.warn { --tone: var(--warn); --tone-bg: var(--warn-bg); --hero: var(--warn-hero); } .idle { --tone: var(--idle); --tone-bg: var(--idle-bg); }
.soft { color: var(--soft); font-weight: 400; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }

header { border-radius: 14px; overflow: clip; background: var(--card); border: 1px solid var(--line); }
.verdict { padding: 1.5rem 2rem 1.75rem; background: var(--hero); color: #fff; }
.verdict h1 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1.25rem; font-size: 3.5rem; line-height: 1.15; font-weight: 800; }
.exit { font: 600 1.25rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; padding: 0 .75rem; border: 1px solid #fff; border-radius: 99px; }
.verdict .kicker { font-size: .9375rem; } .verdict .meaning { font-size: 1.25rem; font-weight: 600; } .verdict ul { margin-top: .75rem; }
.verdict li { padding-left: 1.1rem; text-indent: -1.1rem; margin-top: .25rem; } .verdict li::before { content: "•"; display: inline-block; width: 1.1rem; text-indent: 0; }
.verdict summary { color: #fff; } .verdict a:focus-visible, .verdict summary:focus-visible { outline-color: #fff; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .9rem 1.5rem; padding: 1.1rem 2rem 1.25rem; }
.facts dd { font-weight: 600; } .facts dt { font-size: .8125rem; color: var(--soft); }

section { margin-top: 2.25rem; }
h2 { font-size: 1.3125rem; margin-bottom: .75rem; } h2 .soft { font-size: .9375rem; }
h3 { font-size: 1rem; } h4 { font-size: .9375rem; margin-top: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; } .card + .card { margin-top: .6rem; }
.body { padding: 1rem 1.35rem; }
.badge { display: inline-block; padding: .05rem .6rem; border-radius: 99px; background: var(--tone-bg); color: var(--tone); font-size: .8125rem; font-weight: 600; }
.mark { flex: none; display: inline-flex; align-items: center; justify-content: center; width: 1.35rem; height: 1.35rem; border-radius: 50%;
  background: var(--tone-bg); color: var(--tone); font-size: .8125rem; font-weight: 700; line-height: 1; }
.next li { counter-increment: step; display: flex; gap: .85rem; margin-top: .6rem; } .next li:first-child { margin-top: 0; } .next li > span { min-width: 0; padding-top: .05rem; }
.next li::before { content: counter(step); flex: none; width: 1.6rem; height: 1.6rem; line-height: 1.6rem; text-align: center; font-size: .875rem; border-radius: 50%; background: var(--idle-bg); color: var(--idle); }
.next code { padding: .1rem .4rem; background: var(--code); border-radius: 4px; }

.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .6rem; }
.tile { display: flex; gap: .75rem; height: 100%; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; text-decoration: none; }
.tile:hover, .node:hover { border-color: var(--soft); } .tile b, .tile .soft { display: block; } .tile .soft { font-size: .875rem; }

.course > li { display: grid; grid-template-columns: 4.75rem minmax(0, 1fr) minmax(0, 1fr) 4.5rem; align-items: center; gap: 0 1rem; padding: .3rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.course > li:first-child { border-top: 0; } .course time, .log time { color: var(--soft); } .took { text-align: right; color: var(--soft); font-size: .875rem; }
.bar { display: block; width: 100%; height: .7rem; background: var(--code); border-radius: 3px; }
.bar rect { fill: var(--look); } .bar .heal { fill: var(--heal); } .bar .settle { fill: var(--good); } .bar .wait { fill: var(--idle); } .bar .ask { fill: var(--warn); }

.roots > li + li { margin-top: .75rem; } .roots > li, .waiting > li { display: flex; align-items: center; }
.node { flex: none; width: 18rem; max-width: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .6rem; padding: .5rem .85rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); text-decoration: none; }
.node code { flex-basis: 100%; color: var(--soft); }
.beneath { flex: 1; min-width: 0; display: flex; align-items: center; } .beneath > p { flex: none; width: 5rem; padding: 0 .4rem; font-size: .8125rem; line-height: 1.25; text-align: center; }
.beneath > .waiting { flex: 1; min-width: 0; } .beneath:has(> details) { display: block; padding-left: 1rem; } .beneath:has(> details) > p { width: auto; text-align: left; }
.waiting > li { position: relative; padding: .25rem 0 .25rem 1.5rem; }
.waiting > li::before { content: ""; position: absolute; left: 0; top: 0; bottom: 0; border-left: 2px solid var(--line); }
.waiting > li::after { content: ""; position: absolute; left: 0; top: 50%; width: 1.5rem; border-top: 2px solid var(--line); }
.waiting > li:first-child::before { top: 50%; } .waiting > li:last-child::before { bottom: 50%; }

details > .inner { margin-top: .5rem; }
summary { cursor: pointer; color: var(--soft); font-size: .9375rem; border-radius: 4px; } summary:hover { color: var(--ink); }
details details, .body > details + details { margin-top: .75rem; }
.issue > summary, .phase > summary { position: relative; list-style: none; padding: .8rem 2.75rem .8rem 1.35rem; color: var(--ink); font-size: 1rem; border-radius: 10px; }
.issue > summary::-webkit-details-marker, .phase > summary::-webkit-details-marker { display: none; }
.issue > summary::after, .phase > summary::after { content: ""; position: absolute; right: 1.35rem; top: 1.2rem; width: .5rem; height: .5rem; border: solid var(--soft); border-width: 0 2px 2px 0; rotate: 45deg; }
.issue[open] > summary::after, .phase[open] > summary::after { rotate: 225deg; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .75rem; } .title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; } .message { display: block; margin-top: .3rem; }
.phase > summary { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .75rem; } .phase h3 { flex: 1 1 9rem; } .phase > summary .soft { font-size: .875rem; }
.inside { padding: 0 1.35rem 1rem; scroll-margin-top: 6rem; } .inside > p { margin-bottom: .35rem; } .advice b { font-weight: 600; } .because { font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: .75rem; } .pair > div { padding: .75rem 1rem; background: var(--code); border-radius: 8px; min-width: 0; } .pair h4 { margin: 0 0 .35rem; }
.steps { list-style: decimal; padding-left: 1.5rem; margin-top: .25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; } th, td { padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); } thead th { border-top: 0; color: var(--soft); font-weight: 400; font-size: .8125rem; }
tbody th { font-weight: 400; white-space: nowrap; } td:nth-child(2) { white-space: nowrap; }
.evidence > div { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-top: .3rem; } .evidence dt { min-width: 9rem; font-size: .9375rem; color: var(--soft); } .evidence dd { min-width: 0; } .evidence dd:has(pre) { flex-basis: 100%; }
.rows > li { display: flex; gap: .75rem; padding: .5rem 0; border-top: 1px solid var(--line); } .rows > li:first-child { border-top: 0; }
.rows .what { flex: 1; min-width: 0; } .rows .aside { flex: none; max-width: 40%; color: var(--soft); font-size: .875rem; text-align: right; }
.log li { display: flex; gap: 1rem; padding: .15rem 0; font-size: .9375rem; } .log time { flex: none; } .log .what { min-width: 0; color: var(--tone); } .log .idle { color: inherit; }
footer { margin-top: 3rem; font-size: .875rem; color: var(--soft); }

@media (max-width: 44rem) {
  body { padding: .75rem .75rem 2rem; } .verdict { padding: 1.1rem 1.1rem 1.25rem; } .verdict h1 { font-size: 2.75rem; } .verdict .meaning { font-size: 1.125rem; }
  .facts { padding: 1rem 1.1rem; grid-template-columns: 1fr 1fr; } .facts > :last-child { grid-column: 1 / -1; } .body { padding: .9rem 1rem; } .inside { padding: 0 1rem .9rem; }
  .issue > summary, .phase > summary { padding: .8rem 2.25rem .8rem 1rem; } .issue > summary::after, .phase > summary::after { right: 1rem; }
  .tiles { grid-template-columns: 1fr 1fr; } .tile { padding: .6rem .7rem; gap: .5rem; } .pair { grid-template-columns: 1fr; gap: .6rem; }
  .course > li { grid-template-columns: 4.75rem 1fr 4rem; gap: .1rem .6rem; padding: .5rem 0; } .course .bar { grid-row: 2; grid-column: 1 / -1; }
  .roots > li, .waiting > li, .beneath { display: block; } .node { width: 100%; } .beneath { padding-left: .75rem; } .beneath > p { width: auto; padding: .35rem 0 .1rem; text-align: left; }
  .waiting > li { padding-left: 1rem; } .waiting > li::after { width: 1rem; } .waiting > li:first-child::before { top: 0; }
  .rows > li { flex-wrap: wrap; } .rows .aside { flex-basis: 100%; max-width: none; text-align: left; padding-left: 2.1rem; } .log li { display: block; } .log time { display: block; }
  th, td { padding-right: .5rem; }
}
@media (prefers-reduced-motion: no-preference) { summary::after { transition: rotate .15s; } }
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --code: #f4f4f4; --look: #3f6ea8; --heal: #7d4bb0;
    --good: #14532d; --good-bg: #fff; --bad: #8c1d18; --bad-bg: #fff; --warn: #6b4500; --warn-bg: #fff; --idle: #444; --idle-bg: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; } .verdict { background: #fff; color: var(--tone); border-bottom: 3px solid var(--tone); } .verdict li { color: #000; } .exit { border-color: currentColor; }
  .badge, .mark { border: 1px solid currentColor; } .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; } .issue > summary::after, .phase > summary::after { display: none; }
  .rows > li, .course > li, .log li, .waiting > li, .pair, tr, summary { break-inside: avoid; } h2, h3, h4, summary { break-after: avoid; } section { margin-top: 1.25rem; }
}
`;
