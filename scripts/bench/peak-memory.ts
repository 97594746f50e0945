/**
 * For NODE_OPTIONS: writes the largest memory that a Node process had, in KB, to the file PEAK_FILE when it ends. By VmHWM:
 * what getrusage tells begins with the memory of whoever started the process.
 */
export const watchPeak =
  "--import=data:text/javascript,import{readFileSync,writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status','latin1'))[1]))";
