/** Who writes tags and `release.yaml`, so that its commits can be told from those of people. */
export const machine = { name: 'Foldline delivery', email: 'delivery@foldline.invalid' } as const;

/** What has git write in the machine's name. */
export const asMachine = {
  GIT_AUTHOR_NAME: machine.name,
  GIT_AUTHOR_EMAIL: machine.email,
  GIT_COMMITTER_NAME: machine.name,
  GIT_COMMITTER_EMAIL: machine.email,
} as const;
