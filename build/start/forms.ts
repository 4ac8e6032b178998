import { formsUsage, readFormsArguments } from '../forms/arguments.ts';
import { checkFile } from '../forms/check-file.ts';

/** 0: every file was judged, whatever was found; 2: one could not be. */
const unjudged = 2;

const asked = readFormsArguments(process.argv.slice(2));
if (!asked) {
  console.error(`Usage: ${formsUsage}`);
  process.exitCode = unjudged;
} else {
  for (const file of asked.files) {
    const { line, isJudged } = await checkFile(file, asked.language);
    console.log(JSON.stringify(line));
    if (!isJudged) process.exitCode = unjudged;
  }
}
