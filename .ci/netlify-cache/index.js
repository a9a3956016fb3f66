// Keeps what a build remembers, the pictures it made, and what it published, for the next one, which then renders only what changed.
// Both may be lost at any time: `ssg build` gives the same bytes with and without them.
const FOLDERS = [".ssg", "public"];

module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(FOLDERS),
  onPostBuild: ({ utils }) => utils.cache.save(FOLDERS),
};
