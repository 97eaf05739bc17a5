// The models of the benchmark, said in both systems' words.
const recipe = (model) => `${model}
data D {
  source: blobs(count: 64, seed: 1)
  field x = point
  field label = label -> one_of(10)
}
train R {
  model: M
  data: D
  loss: cross_entropy
  optimizer: adam(rate: 1e-3)
  batch: 64
  epochs: 1
  seed: 1
}
`;

export const mlpText = recipe(`model M {
  input x: [784]
  output scores = x -> dense(256) -> relu -> dense(128) -> relu -> dense(10)
}`);

export const cnnText = recipe(`model M {
  input x: [28, 28, 1]
  output scores = x
    -> conv2d(32, kernel: 3) -> relu -> max_pool(2)
    -> conv2d(64, kernel: 3) -> relu -> max_pool(2)
    -> flatten -> dense(128) -> relu -> dense(10)
}`);

export const tinyText = recipe(`model M {
  input x: [2]
  output scores = x -> dense(8) -> relu -> dense(10)
}`);
