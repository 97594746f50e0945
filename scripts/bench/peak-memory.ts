/** For NODE_OPTIONS: writes the largest memory that a Node process had, in KB, to the file PEAK_FILE when it ends. */
export const watchPeak =
  "--import=data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))";
