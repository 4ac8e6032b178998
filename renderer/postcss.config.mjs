/** Sizes are written in px as in the design tables; autoRem turns them into rem so that the text size setting scales all. */
export default { plugins: { 'postcss-preset-mantine': { autoRem: true } } };
