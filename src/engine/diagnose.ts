import type { Problem } from '../core/finding.ts';
import type { Ports, RunPlan } from './ports.ts';
import { systemOf } from './settle.ts';

/** Why a problem resists, and what a person should do. */
export async function diagnose(
  problem: Problem,
  plan: RunPlan,
  ports: Ports,
): Promise<{ evidence: Problem['evidence']; recommendation: string | null }> {
  const system = systemOf(problem, plan);
  if (!system.diagnose || ports.look.signal.aborted) return { evidence: {}, recommendation: null };
  try {
    return await system.diagnose(problem, ports.look);
  } catch (error) {
    return {
      evidence: { diagnosis: `none: ${error instanceof Error ? error.message : String(error)}` },
      recommendation: null,
    };
  }
}
