/* SPDX-License-Identifier: Apache-2.0 */
/* Linear classifier over sparse features: one support vector machine per label against the rest, all labels at once.
 *
 * Training is dual coordinate descent on the squared hinge loss (Hsieh et al., ICML 2008; what liblinear calls solver 1).
 * The weights of one feature lie side by side for all labels, so an example is read once for all of them. The order of
 * the examples comes from a fixed seed: the same examples give the same model, bit by bit.
 * What it costs: nfeatures x nlabels floats. Threads: a trained model is read-only and may be shared. */
#ifndef YS_TEXT_LINEAR_H
#define YS_TEXT_LINEAR_H

#include "base/arena.h"

struct text_feature {
	uint32_t id;               /* below nfeatures */
	float value;
};

struct text_vector {
	const struct text_feature *v; /* each id once */
	size_t n;
};

struct text_linear {
	float *weight;             /* [feature * nlabels + label]; the row after the last feature is the bias */
	size_t nfeatures, nlabels;
};

struct text_linear_options {
	float cost;                /* of an error against the size of the weights: liblinear's C */
	int rounds;                /* passes over the examples at most; ends earlier when nothing moves */
};

typedef struct text_linear text_linear_trainer(struct arena *a, const struct text_vector *x, const uint16_t *label,
					       const float *weight, size_t n, size_t nlabels, size_t nfeatures,
					       struct text_linear_options o);
/* `label[i]` < nlabels belongs to x[i], whose error counts `weight[i]` times (NULL: each once). The model lives in `a`, which
 * also holds n x nlabels floats for good. */
text_linear_trainer text_linear_train;
/* The same, but the labels compete: the margins become the logarithms of their odds (softmax regression by AdaGrad, Duchi et
 * al., JMLR 2011). Better where many labels are alike and the second and third guess count; `cost` is 1 / the decay of a weight
 * at each visit. `a` keeps a second copy of the weights. */
text_linear_trainer text_softmax_train;
/* Margins into probabilities, in place; `sharpness` multiplies them first. */
void text_softmax(float *margin, size_t n, float sharpness);
/* Margin per label into `out[nlabels]`: above 0 speaks for the label. */
void text_linear_score(const struct text_linear *m, struct text_vector x, float *out);

#endif
