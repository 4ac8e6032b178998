import { readVerifyArguments, verifyUsage } from '../verify/arguments.ts';
import { reportData, reportLines } from '../verify/report.ts';
import { verifyPackage } from '../verify/verify-package.ts';

/** 0: whole; 1: something is wrong; 2: it could not be judged. */
const exitCodes = { whole: 0, wrong: 1, unjudged: 2 } as const;

const asked = readVerifyArguments(process.argv.slice(2));
if (!asked) {
  console.error(`Usage: ${verifyUsage}`);
  process.exitCode = exitCodes.unjudged;
} else {
  const verification = await verifyPackage(asked.file);
  console.log(
    asked.isJson
      ? JSON.stringify(reportData(verification, asked.language))
      : reportLines(verification, asked.language).join('\n'),
  );
  process.exitCode = exitCodes[verification.verdict];
}
