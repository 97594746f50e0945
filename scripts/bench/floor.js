// The floor with libraries: a minimal script with the clients that the program uses, everything side by side, no policy, no report.
import { look } from './floor-look.js';

const down = await look();
if (down.length > 0) throw new Error(`${down.join(', ')} is down`);
console.log('ok');
